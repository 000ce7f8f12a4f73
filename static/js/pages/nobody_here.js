import { forgetFeatures } from "../learning/feature_cache.js";

/** Nobody is logged in here any more: nothing stays of whoever was. */
forgetFeatures();
