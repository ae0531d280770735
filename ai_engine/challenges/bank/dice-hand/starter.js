function diceHand(dice) {
  // your code here
}
