function totalSize(folder, ending) {
  // your code here
}
