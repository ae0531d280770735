function triangleKind(a, b, c) {
  // your code here
}
