function arrangements(letters) {
  // your code here
}
