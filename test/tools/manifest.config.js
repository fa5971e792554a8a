/** The custom elements manifest, dist/custom-elements.json, from the doc headers of the elements. */
export default {
  globs: ['src/elements/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [publicFace()],
};

/** @typedef {any} Node a node of the manifest: https://github.com/webcomponents/custom-elements-manifest */

/**
 * What a page author can use, under the names of the package:
 * classes alone, without private and protected members, with the built modules' paths, and with each tag's definition
 * (the analyzer cannot see it, as elements are defined through a guard).
 */
function publicFace() {
  return {
    name: 'plainbill:public-face',
    /** @param {{ customElementsManifest: Node }} phase */
    packageLinkPhase({ customElementsManifest: manifest }) {
      for (const module of manifest.modules) {
        module.declarations = module.declarations.filter((/** @type {Node} */ { kind }) => kind === 'class');
      }
      const classes = manifest.modules.flatMap((/** @type {Node} */ module) => module.declarations);
      const names = new Set(classes.map((/** @type {Node} */ { name }) => name));

      for (const module of manifest.modules) {
        module.exports = module.exports.filter(
          (/** @type {Node} */ { kind, name }) => kind === 'js' && names.has(name),
        );
        for (const declaration of module.declarations) {
          declaration.members = declaration.members?.filter(isPublic);
          // The analyzer also takes the first argument of every dispatched event's constructor for a name.
          declaration.events = declaration.events?.filter((/** @type {Node} */ { name }) => name?.startsWith('pb-'));
          if (declaration.tagName !== undefined) module.exports.push(definitionOf(declaration, module));
        }
      }
      renamePaths(manifest);
      manifest.modules = manifest.modules
        .filter((/** @type {Node} */ { exports }) => exports.length > 0)
        .sort((/** @type {Node} */ a, /** @type {Node} */ b) => (a.path < b.path ? -1 : 1));
    },
  };
}

/** @param {Node} member */
function isPublic(member) {
  const isHidden = member.privacy === 'private' || member.privacy === 'protected' || member.name.startsWith('#');
  return !isHidden && !member.static;
}

/** @param {Node} declaration @param {Node} module */
function definitionOf({ tagName, name }, { path }) {
  return { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } };
}

/**
 * Every path of a source module, wherever it stands in the manifest.
 *
 * @param {Node} node
 */
function renamePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) renamePaths(value);
    if ((key === 'path' || key === 'module') && typeof value === 'string') {
      node[key] = value.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');
    }
  }
}
