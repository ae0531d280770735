function fullestRow(seats) {
  // your code here
}
