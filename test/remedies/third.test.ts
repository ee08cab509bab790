import { chosen } from './situations/index.ts';
import { typeRemedies } from './try.ts';

typeRemedies(chosen());
