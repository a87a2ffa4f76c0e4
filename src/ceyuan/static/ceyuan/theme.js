// Runs before the first paint: "auto" follows the system. Explicit themes are already in the markup.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    var wanted = root.dataset.theme;
    root.setAttribute("data-bs-theme", wanted === "auto" ? (dark.matches ? "dark" : "light") : wanted);
    document.dispatchEvent(new CustomEvent("ceyuan:theme"));
  }
  window.ceyuanApplyTheme = apply;
  dark.addEventListener("change", apply);
  apply();
})();
