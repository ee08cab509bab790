import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Report } from '../../../src/core/documents/report.ts';
import { archiveOf, writeLayout } from '../../support/files/images/image-writer.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import type { Podman } from '../../support/system/containers.ts';
import { cleanEnv } from '../../support/system/real-tools.ts';
import { portableFolder } from '../images.ts';
import { type EqualImage, FORMS, specOf } from './image.ts';
import type { Setting } from './settings.ts';

/** Where probe-env and what it is told lie in every container: mounted, so that the image needs no part of it. */
const MOUNTED = '/probe-env';
const COMMAND = ['check', '--format', 'json', '--timeout', '20000'];
const SERVICE = (lines: string) => `services:\n  web:\n${lines.replace(/^(?=.)/gm, '    ')}\n`;

/** An image, loaded into podman and as a file. */
export interface Loaded {
  readonly image: EqualImage;
  readonly name: string;
  readonly file: string;
  readonly number: number;
}

/** The same image twice: run by podman, and looked at as the file that podman was given. */
export class Bench {
  readonly #podman: Podman;
  readonly #home: string;
  readonly #portable: string;
  readonly #empty: string;
  #count = 0;

  constructor(podman: Podman) {
    this.#podman = podman;
    this.#home = podman.folder('equal');
    this.#portable = portableFolder(join(this.#home, 'probe-env'));
    this.#empty = join(this.#home, 'empty');
    mkdirSync(this.#empty);
  }

  load(image: EqualImage, form: string): Loaded {
    const number = this.#count++;
    const name = `localhost/equal-${number}:latest`;
    const written = FORMS[form]?.(specOf(image, name));
    if (written === undefined) throw new Error(`no form ${form}`);
    const file = join(this.#home, `image-${number}`);
    if ('archive' in written) writeFileSync(file, written.archive);
    else writeLayout(file, written.layout);
    // podman takes no directory whose path has a capital letter.
    const archive = 'archive' in written ? file : `${file}.tar`;
    if ('layout' in written) writeFileSync(archive, archiveOf(written.layout));
    if (image.policy !== undefined) writeFileSync(join(this.#portable, `${number}.yaml`), image.policy);
    const { exitCode, stderr } = this.#podman.command(['load', '-q', '-i', archive]);
    if (exitCode !== 0) throw new Error(`podman does not load it: ${stderr}`);
    return { image, name, file, number };
  }

  unload({ name, file }: Loaded): void {
    this.#podman.command(['rmi', '-f', name]);
    for (const path of [file, `${file}.tar`]) rmSync(path, { recursive: true, force: true });
  }

  async inside(loaded: Loaded, setting: Setting): Promise<Report> {
    const flags = setting.podman.map((word) => word.replace('VOLUME', this.#empty));
    const { stdout, stderr } = await this.#podman.start([
      ...['run', '--rm', '--log-driver', 'none', '--network', 'none', '--http-proxy=false', '--passwd=false'],
      ...['--volume', `${this.#portable}:${MOUNTED}:ro`, '--entrypoint', `${MOUNTED}/probe-env`, ...flags],
      ...[loaded.name, ...COMMAND, ...asked(loaded, MOUNTED)],
    ]);
    return reportOf(stdout, stderr);
  }

  async outside(loaded: Loaded, { options = [], service }: Setting): Promise<Report> {
    const compose = join(this.#home, `compose-${this.#count++}.yaml`);
    if (service !== undefined) writeFileSync(compose, SERVICE(service));
    const of = service === undefined ? options : ['--compose', compose];
    const { stdout, stderr } = await execa(
      process.execPath,
      [BUNDLE, ...COMMAND, '--image', loaded.file, ...of, ...asked(loaded, this.#portable)],
      // Of the surroundings nothing may be taken for the container's.
      { env: cleanEnv({ TZ: 'Pacific/Chatham', GOPROXY: 'off' }), extendEnv: false, reject: false },
    );
    return reportOf(stdout, stderr);
  }
}

function asked({ image, number }: Loaded, folder: string): readonly string[] {
  return [
    ...(image.args ?? []),
    ...(image.policy === undefined ? [] : ['--config', `${folder}/${number}.yaml`]),
  ];
}

function reportOf(stdout: string, stderr: string): Report {
  if (!stdout.startsWith('{')) throw new Error(`no report: ${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}
