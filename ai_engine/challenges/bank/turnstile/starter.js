class Turnstile {
  // your code here
}

function museumDay(events) {
  // your code here
}
