import type { ComposeReport, PodReport, TargetReport } from '../../../core/documents/target-report.ts';
import type { LayerReport } from '../../../target/image/history.ts';
import type { ImageContents } from '../../../target/image-contents.ts';
import type { PodImage } from '../../../target/pod/made-container.ts';
import type { FileNode } from '../../../target/tree/node.ts';
import type { OfImage } from './pod-stated.ts';

/** What will run it. */
export type RunBy = { readonly pod: PodReport } | { readonly compose: ComposeReport };

/** The image that is to be run. */
export interface GivenImage extends OfImage {
  readonly kind: 'image' | 'root';
  readonly image: PodImage;
  readonly layers: readonly LayerReport[];
  /** Left out where there are no layers. */
  contents?(missed: (file: FileNode, wanted: number) => void): ImageContents;
  target(by: RunBy): TargetReport;
  /** Reads files whose bytes were not held: as many of each as are wanted. False where nothing came of it. */
  fetch(missed: ReadonlyMap<FileNode, number>): Promise<boolean>;
}
