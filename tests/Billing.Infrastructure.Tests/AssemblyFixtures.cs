using Billing.Infrastructure.Tests.Support;

[assembly: AssemblyFixture(typeof(Compiled))]
