function leagueTable(teams) {
  // your code here
}
