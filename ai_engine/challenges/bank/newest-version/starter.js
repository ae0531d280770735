function sortVersions(versions) {
  // your code here
}
