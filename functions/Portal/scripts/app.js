import { byId, showOnly, wireDialogs } from "./dom.js";
import * as session from "./session.js";
import { askWho, wireSignIn } from "./signIn.js";
import { wireAddCredit } from "./addCredit.js";
import { forget, refresh } from "./wallet.js";
import { wireHistory } from "./history.js";
import { wirePayments } from "./payments.js";
import { wirePlans } from "./plans.js";
import { wireReceipt } from "./receipt.js";
import { wireSales } from "./sales.js";
import { wireOverview } from "./overview.js";
import { wireVouchers } from "./vouchers.js";
import { followTopUp } from "./topUpReturn.js";

const signIn = byId("sign-in");
const page = byId("page");

function frame(isSignedIn) {
  showOnly(isSignedIn ? page : signIn, [page, signIn]);
  byId("wallet").hidden = !isSignedIn;
  byId("who").hidden = !isSignedIn;
  byId("account-name").textContent = session.account() ?? "";
}

async function open() {
  frame(true);
  followTopUp();
  await refresh();
}

session.sessionEvents.addEventListener("begun", open);
session.sessionEvents.addEventListener("ended", event => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  forget();
  frame(false);
  askWho(event.detail);
});

wireDialogs();
wireSignIn();
wireOverview();
wireVouchers();
wireHistory();
wireSales();
wirePayments();
wirePlans();
wireReceipt();
wireAddCredit();
byId("sign-out").addEventListener("click", () => session.end());

if (session.account()) open();
else askWho();
