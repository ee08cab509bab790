import { type KubeAnswer, type KubeApi, whyRefused } from '../../../target/node/kube/api.ts';
import { listOf, tableOf } from '../kube/pod.ts';
import { SOURCE } from './results.ts';
import { labelOf, NODE_LABEL, type WorkloadReport } from './workload-report.ts';

const REPORTS = '/apis/openreports.io/v1alpha1';
const APPLY = 'application/apply-patch+yaml';
/** Of one answer to a list. */
const PAGE = 500;
/** Of one list: a node has a few hundred containers, and no more workloads. */
const MAX_PAGES = 20;

/** Paths of Reports that are there. */
export interface Found {
  readonly there: readonly string[];
  /** No more of them are there. */
  readonly isWhole: boolean;
}

/** What went wrong, in words that follow `the API server`; null where nothing did. */
export function whyNotTaken(answer: KubeAnswer): string | null {
  const missing = answer.ok && answer.status === 404;
  return missing ? 'has no Report of openreports.io/v1alpha1 (404)' : whyRefused(answer);
}

/** What an answer that is a refusal says of other objects. */
export type Blame =
  /** It is of this one alone: others may be taken. */
  | 'object'
  /** Of this one, as where a webhook for its namespace fails, or of the server: what becomes of others tells. */
  | 'unclear'
  /** No other will be taken now. */
  | 'server';

export function blameOf(answer: KubeAnswer): Blame {
  if (!answer.ok) return 'server';
  if ([400, 403, 404, 409, 413, 422].includes(answer.status)) return 'object';
  return answer.status >= 500 ? 'unclear' : 'server';
}

export function pathOf({ namespace, name }: Pick<WorkloadReport['metadata'], 'namespace' | 'name'>): string {
  return `${REPORTS}/namespaces/${encodeURIComponent(namespace)}/reports/${encodeURIComponent(name)}`;
}

/** Server-side apply: what others wrote of the object stays, and ours is as we say. */
export function apply(api: KubeApi, path: string, report: WorkloadReport): Promise<KubeAnswer> {
  const body = { type: APPLY, text: JSON.stringify(report) };
  return api.ask({ method: 'PATCH', path: `${path}?fieldManager=${SOURCE}&force=true`, body });
}

/**
 * The Reports of a node, page after page (limit and continue of meta/v1, ListOptions).
 *
 * @returns the answer that was no list, where the first one was none
 */
export async function reportsOf(
  api: KubeApi,
  node: string,
): Promise<Found | { readonly refused: KubeAnswer }> {
  const labelSelector = `app.kubernetes.io/managed-by=${SOURCE},${NODE_LABEL}=${labelOf(node)}`;
  const there: string[] = [];
  let next = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = new URLSearchParams({
      labelSelector,
      limit: String(PAGE),
      ...(next && { continue: next }),
    });
    const answer = await api.ask({ method: 'GET', path: `${REPORTS}/reports?${query}` });
    if (!answer.ok || whyNotTaken(answer) !== null) {
      if (page === 0) return { refused: answer };
      // The place of the next page is kept for some minutes (410), and what was listed is there all the same.
      return { there, isWhole: false };
    }
    const { items, metadata } = tableOf(JSON.parse(answer.text));
    for (const item of listOf(items)) {
      const { namespace, name } = tableOf(tableOf(item).metadata);
      there.push(pathOf({ namespace: String(namespace), name: String(name) }));
    }
    const { continue: more } = tableOf(metadata);
    if (typeof more !== 'string' || more === '') return { there, isWhole: true };
    next = more;
  }
  return { there, isWhole: false };
}
