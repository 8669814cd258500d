import { browses } from './browser.ts';

browses('ours');
