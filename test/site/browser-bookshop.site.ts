import { browses } from './browser.ts';

browses('bookshop');
