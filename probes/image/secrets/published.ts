/**
 * Files that everybody can read anyway: tests and examples of packages, of modules and of Go itself. What looks like a
 * secret there is none.
 */
const PUBLISHED =
  /\/(?:testdata|tests?|__tests__|fixtures?|examples?|docs?|man|node_modules|site-packages|dist-packages|vendor)\/|^\/usr\/share\/|@v\d|\/go\/src\/(?:cmd|crypto|net|vendor|internal)\//;

export function isPublished(path: string): boolean {
  return PUBLISHED.test(path);
}
