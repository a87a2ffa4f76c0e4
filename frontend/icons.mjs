// Names of @tabler/icons (outline) that go into the sprite; the template tag {% icon %} refuses any other.
export const ICONS = [
  "adjustments", "alert-triangle", "archive", "arrow-back-up", "arrow-down", "arrow-left", "arrow-right", "arrow-up",
  "arrows-join", "arrows-sort", "arrows-split", "award", "bell", "bolt", "bookmark", "books", "building",
  "building-community", "building-factory", "bulb", "calendar", "calendar-event", "calendar-stats", "category",
  "certificate", "certificate-2", "chart-bar", "chart-donut", "chart-dots", "chart-line", "chart-pie", "chart-sankey",
  "chart-treemap", "check", "checklist", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "circle-check",
  "circle-x", "clipboard-check", "clock", "coins", "columns", "compass", "copy", "currency-euro", "currency-yuan",
  "dashboard", "database", "database-import", "dots", "dots-vertical", "download", "edit", "external-link", "eye",
  "file-alert", "file-check", "file-export", "file-import", "file-spreadsheet", "file-text", "file-x", "files",
  "filter", "flag", "flask", "folder", "gavel", "gift", "git-merge", "hash", "help", "hierarchy", "hierarchy-2",
  "history", "home", "hourglass", "id", "inbox", "info-circle", "key", "keyboard", "language", "layout-dashboard",
  "link", "list", "list-check", "list-details", "list-tree", "lock", "logout", "mail", "map-pin", "math-function",
  "medal", "menu-2", "microscope", "minus", "moon", "notes", "pencil", "player-play", "player-stop", "plus",
  "presentation", "refresh", "replace", "report", "report-analytics", "report-money", "rocket", "route", "scale",
  "school", "search", "server", "settings", "share", "shield-check", "signature", "sitemap", "sparkles",
  "speakerphone", "stack-2", "star", "sun", "sun-moon", "table", "tag", "tags", "target", "timeline", "trash",
  "trophy", "upload", "user", "user-check", "user-plus", "users", "world", "x", "zoom-question",
];
