import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why a slow disk cannot be had on this machine. */
export class NoCompiler extends Error {
  override readonly name = 'NoCompiler';
}

const SOURCE = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
#define SLOWLY(call) int call(int fd) { \\
  int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, #call); \\
  usleep(1000); \\
  return real(fd); }
SLOWLY(fsync)
SLOWLY(fdatasync)
`;

/** A library that, loaded before all others, adds a millisecond to every fsync; answers with its path. */
export async function buildSlowFsync(directory: string): Promise<string> {
  const [source, library] = [join(directory, 'slow-fsync.c'), join(directory, 'slow-fsync.so')];
  await writeFile(source, SOURCE);
  await run('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']).catch((error: Error) => {
    throw new NoCompiler(`a slow disk is imitated by a library that cc must compile: ${error.message.split('\n')[0]}`);
  });
  return library;
}
