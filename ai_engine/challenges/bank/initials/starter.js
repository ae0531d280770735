function initials(fullName) {
  // your code here
}
