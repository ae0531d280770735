class MoneyBox {
  // your code here
}

function boxAfter(start, changes) {
  // your code here
}
