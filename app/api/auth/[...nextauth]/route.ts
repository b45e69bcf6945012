import { authRoute } from "@/server/auth";

export { authRoute as GET, authRoute as POST };
