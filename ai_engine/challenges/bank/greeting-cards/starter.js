function greet(name) {
  // your code here
}
