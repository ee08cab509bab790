import { trustFor } from './ca-certs/verify/trust.ts';
import type { Lent } from './online/lent.ts';
import { wayTo } from './proxy/way-out.ts';

/** What one probe knows and another needs: probes do not know each other, and what was written for one is there once. */
export const lent: Lent = { trust: trustFor, wayTo };
