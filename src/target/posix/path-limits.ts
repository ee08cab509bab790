/** How many symbolic links Linux follows in one path before ELOOP: path_resolution(7). */
export const MAX_LINKS = 40;

/** Bytes of a path with its final NUL from which on Linux says ENAMETOOLONG: limits.h. */
export const PATH_MAX = 4096;

/** Bytes of one name in a directory: limits.h. */
export const NAME_MAX = 255;
