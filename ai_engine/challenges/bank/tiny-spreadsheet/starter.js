function cellValue(sheet, name) {
  // your code here
}
