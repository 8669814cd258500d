import { followScrolling, openForPrint, rememberTabs, tellFromDisk } from './comfort.ts';
import { addCopyButtons } from './copy.ts';
import { offerSearch } from './search.ts';

rememberTabs();
addCopyButtons();
followScrolling();
openForPrint();
tellFromDisk();
offerSearch();
