namespace Billing.LocalHost;
internal static class Placeholder;
