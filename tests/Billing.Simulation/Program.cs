using Billing.Simulation;
using Xunit.MicrosoftTestingPlatform;

if (args.Length > 0 && args[0] == "model") return await Billing.Simulation.Model.ModelRun.Command(args);
return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
