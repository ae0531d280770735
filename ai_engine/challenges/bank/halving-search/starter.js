function openedPages(names, wanted) {
  // your code here
}
