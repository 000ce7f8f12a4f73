/** Notices that were read are closed: from then on, the server leaves them out. */

const COOKIE = "closed_notices"; // Its reader is classrooms/notices.py.
const A_YEAR = 365 * 24 * 60 * 60; // seconds
const MOST = 40; // marks of older notices are forgotten

const section = document.querySelector("[data-notices]");

for (const notice of section?.querySelectorAll("[data-mark]") ?? []) {
  const button = notice.querySelector("[data-close]");
  button.hidden = false;
  button.addEventListener("click", () => close(notice));
}

function close(notice) {
  remember(notice.dataset.mark);
  const next = notice.nextElementSibling ?? notice.previousElementSibling;
  notice.remove();
  if (next) next.querySelector("[data-close]").focus();
  else {
    section.remove();
    document.getElementById("content").focus();
  }
}

function remember(mark) {
  const marks = [...closed(), mark].slice(-MOST).join(".");
  document.cookie = `${COOKIE}=${marks}; path=/; max-age=${A_YEAR}; samesite=lax`;
}

function closed() {
  const found = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie);
  return found?.[1].split(".").filter(Boolean) ?? [];
}
