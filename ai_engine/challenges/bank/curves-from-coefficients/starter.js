function makePolynomial(coefficients) {
  // return a function of x
}

function valuesAt(coefficients, points) {
  // make one function with makePolynomial and use it for every point
}
