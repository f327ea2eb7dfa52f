/* How the ways to pay, and what they take, are called in front of customers. */
const names = { vnpay: "VNPay", stripe: "Stripe", paypal: "PayPal", "bank-transfer": "Bank transfer" };
const kinds = {
  qr: "QR code",
  bankApp: "banking apps",
  domesticCard: "local ATM cards",
  internationalCard: "international cards",
  payPalBalance: "PayPal balance",
  linkedCard: "linked cards",
  bankAccount: "a transfer from your bank account",
};

export const methodName = method => names[method] ?? method;

/** "QR code, banking apps, international cards (Visa, JCB)". */
export function methodTerms({ kinds: offered, brands }) {
  const taken = offered.map(kind => kinds[kind] ?? kind.replaceAll("-", " ")).join(", ");
  const sentence = taken.charAt(0).toUpperCase() + taken.slice(1);
  return brands.length > 0 ? `${sentence} (${brands.join(", ")})` : sentence;
}
