function mostTalks(talks) {
  // your code here
}
