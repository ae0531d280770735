function countVowels(text) {
  // your code here
}
