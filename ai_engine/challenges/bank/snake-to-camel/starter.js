function toCamelCase(name) {
  // your code here
}
