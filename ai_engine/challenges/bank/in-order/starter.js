function inOrder(numbers) {
  // your code here
}
