function voteWinner(votes) {
  // your code here
}
