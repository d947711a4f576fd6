declare module 'node-gyp-build' {
  const nodeGypBuild: {
    /** The file of the addon of the package in `folder`; throws an Error when there is none. */
    path(folder: string): string
  }
  export default nodeGypBuild
}
