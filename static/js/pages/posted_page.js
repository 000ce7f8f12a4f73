/** A page that answers a form that was sent, and may say what is wrong with it. */

// Loading it again, or going back to it, asks for the page and sends nothing twice:
// the same students are not added again, and no browser has to refuse.
history.replaceState(null, "", location.href);

// Who cannot see the page hears first what is wrong.
const problem = document.querySelector('[aria-invalid="true"], .errorlist.nonfield');
if (problem && document.activeElement === document.body) {
  if (problem.matches(".errorlist")) problem.tabIndex = -1;
  problem.focus();
}
