function nextPrime(number) {
  // your code here
}
