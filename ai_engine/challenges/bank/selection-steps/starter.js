function sortSteps(numbers) {
  // your code here
}
