function secondLargest(numbers) {
  // your code here
}
