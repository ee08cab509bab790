import { FIGURES } from './figures.ts';
import { oneOfEach } from './situations/index.ts';
import { typeRemedies } from './try.ts';

// `npm run remedies` tries all cases, third.test.ts a fixed third.
const cases = oneOfEach();
typeRemedies(cases, FIGURES.each.cases === cases.length ? FIGURES.each : undefined);
