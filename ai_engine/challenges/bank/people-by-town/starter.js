function peopleByTown(homes) {
  // your code here
}
