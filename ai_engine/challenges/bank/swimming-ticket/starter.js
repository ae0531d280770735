function ticketPrice(age, isMonday) {
  // your code here
}
