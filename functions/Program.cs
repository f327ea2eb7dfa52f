using Billing.Accounts;
using Billing.History;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;
using Billing.Vouchers;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UsePlatform();
builder.Services.AddPlatform();
builder.Services.AddLedger();
builder.Services.AddAccounts();
builder.Services.AddTopUps();
builder.Services.AddVouchers();
builder.Services.AddHistory();
builder.Build().Run();
