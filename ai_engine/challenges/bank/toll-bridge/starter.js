class Vehicle {
  toll() {
    return 200;
  }
}

// write Motorbike, Lorry and Bus here

function totalToll(crossings) {
  // your code here
}
