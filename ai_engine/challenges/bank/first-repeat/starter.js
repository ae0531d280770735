function firstRepeat(numbers) {
  // your code here
}
