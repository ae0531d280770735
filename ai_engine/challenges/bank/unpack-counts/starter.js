function unpack(short) {
  // your code here
}
