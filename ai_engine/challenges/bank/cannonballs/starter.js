function cannonballs(layers) {
  // your code here
}
