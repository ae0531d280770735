function isPalindrome(phrase) {
  // your code here
}
