function ageOn(born, day) {
  // your code here
}
